// The functions of libxlsxwriter that Steerco calls, and those of zlib, which it brings along.
#pragma once
#include "CWorkbook.h"
#include <zlib.h>

#define FUNCTIONS(each) \
    each(workbook_new_opt) each(workbook_close) each(workbook_add_worksheet) each(workbook_add_format) \
    each(workbook_set_properties) each(lxw_workbook_free) each(lxw_strerror) each(format_set_bold) \
    each(format_set_num_format) each(worksheet_freeze_panes) each(worksheet_set_column) \
    each(worksheet_write_string) each(worksheet_write_number) each(lxw_worksheet_write_single_row) \
    each(inflateInit2_) each(inflate) each(inflateEnd)

struct loaded {
#define MEMBER(name) __typeof__(&name) name;
    FUNCTIONS(MEMBER)
};
extern struct loaded library;
