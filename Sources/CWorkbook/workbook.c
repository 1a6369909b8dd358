// The functions of libxlsxwriter, found by name in the library once it is loaded.
#include "loaded.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

struct loaded library;
static int is_loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // Of the version that the header describes: options and sheets are read by their layout.
    static const char *const names[] = {"libxlsxwriter.so." LXW_SOVERSION, "libxlsxwriter." LXW_SOVERSION ".dylib"};
    void *found = NULL;
    for (size_t index = 0; found == NULL && index < sizeof names / sizeof *names; index++)
        found = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (found == NULL) return;
#define FIND(name) \
    *(void **)&library.name = dlsym(found, #name); \
    if (library.name == NULL) return;
    FUNCTIONS(FIND)
    is_loaded = 1;
}

int steerco_workbook_load(void) {
    pthread_once(&once, load);
    return is_loaded;
}

lxw_workbook *steerco_workbook_new(const char *path, const char *directory) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)directory};
    lxw_workbook *workbook = library.workbook_new_opt(path, &options);
    if (workbook == NULL) return NULL;
    // The moment that the entries of its zip bear too: the same tables make the same bytes.
    lxw_doc_properties properties = {.created = 315532800};
    if (library.workbook_set_properties(workbook, &properties) == LXW_NO_ERROR) return workbook;
    library.lxw_workbook_free(workbook);
    return NULL;
}

lxw_error steerco_workbook_close(lxw_workbook *workbook, uint64_t *rows) {
    lxw_worksheet *sheet;
    LXW_FOREACH_WORKSHEET(sheet, workbook) {
        // The last row is still held; the library does not ask whether the others could be kept.
        library.lxw_worksheet_write_single_row(sheet);
        long size = fflush(sheet->optimize_tmpfile) == 0 ? ftell(sheet->optimize_tmpfile) : -1;
        if (size < 0 || ferror(sheet->optimize_tmpfile)) {
            library.lxw_workbook_free(workbook);
            return LXW_ERROR_CREATING_TMPFILE;
        }
        *rows++ = (uint64_t)size;
    }
    return library.workbook_close(workbook);
}

void steerco_workbook_free(lxw_workbook *workbook) { library.lxw_workbook_free(workbook); }
const char *steerco_workbook_strerror(lxw_error code) { return library.lxw_strerror(code); }
lxw_worksheet *steerco_workbook_sheet(lxw_workbook *workbook, const char *name) {
    return library.workbook_add_worksheet(workbook, name);
}
lxw_format *steerco_workbook_bold(lxw_workbook *workbook) {
    lxw_format *format = library.workbook_add_format(workbook);
    if (format != NULL) library.format_set_bold(format);
    return format;
}
lxw_format *steerco_workbook_number_format(lxw_workbook *workbook, const char *text) {
    lxw_format *format = library.workbook_add_format(workbook);
    if (format != NULL) library.format_set_num_format(format, text);
    return format;
}
void steerco_sheet_freeze(lxw_worksheet *sheet, uint32_t rows) { library.worksheet_freeze_panes(sheet, rows, 0); }
lxw_error steerco_sheet_width(lxw_worksheet *sheet, uint16_t column, double width) {
    return library.worksheet_set_column(sheet, column, column, width, NULL);
}
lxw_error steerco_sheet_text(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *text, lxw_format *format) {
    return library.worksheet_write_string(sheet, row, column, text, format);
}
lxw_error steerco_sheet_number(lxw_worksheet *sheet, uint32_t row, uint16_t column, double number, lxw_format *format) {
    return library.worksheet_write_number(sheet, row, column, number, format);
}
