// The functions of libzip that Steerco calls, found by name in the library once it is loaded.
#include "CZip.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <zip.h>

#define FUNCTIONS(each) \
    each(zip_source_buffer_create) each(zip_source_free) each(zip_open_from_source) each(zip_discard) \
    each(zip_get_num_entries) each(zip_stat_index) each(zip_fopen_index) each(zip_fread) each(zip_fclose)

static struct {
#define MEMBER(name) __typeof__(&name) name;
    FUNCTIONS(MEMBER)
} zip;
static int is_loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    static const char *const names[] = {"libzip.so.4", "libzip.so.5", "libzip.5.dylib", "libzip.so"};
    void *library = NULL;
    for (size_t index = 0; library == NULL && index < sizeof names / sizeof *names; index++)
        library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
#define FIND(name) \
    *(void **)&zip.name = dlsym(library, #name); \
    if (zip.name == NULL) return;
    FUNCTIONS(FIND)
    is_loaded = 1;
}

int steerco_zip_load(void) {
    pthread_once(&once, load);
    return is_loaded;
}

struct steerco_zip *steerco_zip_open(const void *bytes, uint64_t count) {
    zip_source_t *source = zip.zip_source_buffer_create(bytes, count, 0, NULL);
    if (source == NULL) return NULL;
    zip_t *archive = zip.zip_open_from_source(source, ZIP_RDONLY, NULL);
    // An archive that is open frees its source.
    if (archive == NULL) zip.zip_source_free(source);
    return (struct steerco_zip *)archive;
}

void steerco_zip_close(struct steerco_zip *archive) { zip.zip_discard((zip_t *)archive); }

int64_t steerco_zip_count(struct steerco_zip *archive) { return zip.zip_get_num_entries((zip_t *)archive, 0); }

int steerco_zip_part(struct steerco_zip *archive, uint64_t index, struct steerco_zip_part *part) {
    zip_stat_t stat;
    if (zip.zip_stat_index((zip_t *)archive, index, 0, &stat) != 0) return 0;
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((stat.valid & needed) != needed) return 0;
    part->name = stat.name;
    part->size = stat.size;
    part->packed = stat.comp_size;
    return 1;
}

int steerco_zip_read(struct steerco_zip *archive, uint64_t index, void *bytes, uint64_t count) {
    zip_file_t *file = zip.zip_fopen_index((zip_t *)archive, index, 0);
    if (file == NULL) return 0;
    uint64_t done = 0;
    zip_int64_t part = 1;
    while (done < count && part > 0) {
        part = zip.zip_fread(file, (char *)bytes + done, count - done);
        if (part > 0) done += (uint64_t)part;
    }
    // The sum is checked where the file ends.
    char more;
    int is_whole = done == count && part >= 0 && zip.zip_fread(file, &more, 1) == 0;
    return zip.zip_fclose(file) == 0 && is_whole;
}
