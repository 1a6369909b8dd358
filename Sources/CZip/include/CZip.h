// libzip, loaded when it is first needed: only workbooks are zip files, and most runs read none.
#pragma once
#include <stdint.h>

/// Loads libzip, once, from any thread. False when the system has none.
int steerco_zip_load(void);

/// An archive that is read from memory.
struct steerco_zip;
/// The bytes are not copied and must outlive the archive. Null for what is no zip file.
struct steerco_zip *steerco_zip_open(const void *bytes, uint64_t count);
void steerco_zip_close(struct steerco_zip *archive);
int64_t steerco_zip_count(struct steerco_zip *archive);

/// A file of an archive as its directory says.
struct steerco_zip_part {
    const char *name;
    uint64_t size;
    uint64_t packed;
};
/// False where the directory says too little of it.
int steerco_zip_part(struct steerco_zip *archive, uint64_t index, struct steerco_zip_part *part);
/// Unpacks exactly so many bytes and checks their sum. False where there are fewer or more, or they are damaged.
int steerco_zip_read(struct steerco_zip *archive, uint64_t index, void *bytes, uint64_t count);
