// libxlsxwriter, loaded when it is first needed: most runs write no workbook, and a system without it still does the rest.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <xlsxwriter.h>

/// Loads libxlsxwriter, once, from any thread. False when the system has none.
int steerco_workbook_load(void);

/// A workbook that keeps no row in memory: rows are written one after another, to files in the directory.
lxw_workbook *steerco_workbook_new(const char *path, const char *directory);
/// Writes the file and frees the workbook.
///
/// - Parameter rows: takes how many bytes the rows of each sheet have.
lxw_error steerco_workbook_close(lxw_workbook *workbook, uint64_t *rows);
/// Frees the workbook without writing.
void steerco_workbook_free(lxw_workbook *workbook);
const char *steerco_workbook_strerror(lxw_error code);
/// Null when the name breaks a rule of sheet names.
lxw_worksheet *steerco_workbook_sheet(lxw_workbook *workbook, const char *name);
lxw_format *steerco_workbook_bold(lxw_workbook *workbook);
lxw_format *steerco_workbook_number_format(lxw_workbook *workbook, const char *format);
void steerco_sheet_freeze(lxw_worksheet *sheet, uint32_t rows);
lxw_error steerco_sheet_width(lxw_worksheet *sheet, uint16_t column, double width);
lxw_error steerco_sheet_text(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *text, lxw_format *format);
lxw_error steerco_sheet_number(lxw_worksheet *sheet, uint32_t row, uint16_t column, double number, lxw_format *format);

/// Whether each part of a written workbook has its end, and each sheet all its rows.
///
/// - Parameter rows: how many bytes the rows of each sheet have.
int steerco_workbook_is_whole(const uint8_t *bytes, size_t count, const uint64_t *rows, size_t sheets);
