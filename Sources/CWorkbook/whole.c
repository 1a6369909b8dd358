// Whether a workbook was written to its end. libxlsxwriter gathers each part in a temporary file and does not ask whether
// that could be written: on a full disk it makes a sound zip of parts that break off, or, when room is freed on the way,
// of sheets that lack rows in their middle. Each part is XML, so it has its end when the element it begins with is closed
// by its last bytes; and a sheet has its rows when they are as long as when they were gathered.
#include "loaded.h"
#include <string.h>

enum { head_size = 512, tail_size = 64, end_record = 22, entry_record = 46, local_record = 30, deflated = 8 };

static uint64_t number(const uint8_t *bytes, int width) {
    uint64_t value = 0;
    for (int index = width; index-- > 0;) value = value << 8 | bytes[index];
    return value;
}

/// Looks for a tag in bytes as they come; a tag has no second `<`.
struct search {
    const char *tag;
    size_t matched;
    /// Behind the tag; 0 until it was found.
    uint64_t found;
};

static void look(struct search *search, char next, uint64_t at) {
    if (search->found != 0) return;
    search->matched = next == search->tag[search->matched] ? search->matched + 1 : next == search->tag[0];
    if (search->tag[search->matched] == 0) search->found = at + 1;
}

/// What is kept of a part while it is unpacked.
struct part {
    char head[head_size], tail[tail_size];
    size_t head_count, tail_count;
    uint64_t count;
    struct search rows_begin, rows_end;
};

static void keep(struct part *part, const char *bytes, size_t count) {
    for (size_t index = 0; index < count; index++) {
        look(&part->rows_begin, bytes[index], part->count + index);
        look(&part->rows_end, bytes[index], part->count + index);
    }
    part->count += count;
    size_t first = count < head_size - part->head_count ? count : head_size - part->head_count;
    memcpy(part->head + part->head_count, bytes, first);
    part->head_count += first;
    size_t fresh = count < tail_size ? count : tail_size;
    size_t kept = part->tail_count < tail_size - fresh ? part->tail_count : tail_size - fresh;
    memmove(part->tail, part->tail + part->tail_count - kept, kept);
    memcpy(part->tail + kept, bytes + count - fresh, fresh);
    part->tail_count = kept + fresh;
}

static int is_closed(const struct part *part) {
    const char *end = part->head + part->head_count;
    const char *name = part->head;
    while (name + 1 < end && (name[0] != '<' || name[1] == '?')) name++;
    size_t length = 0;
    while (name + 1 + length < end && name[1 + length] != ' ' && name[1 + length] != '>') length++;
    size_t count = part->tail_count;
    while (count > 0 && (uint8_t)part->tail[count - 1] <= ' ') count--;
    if (length == 0 || count < length + 3) return 0;
    const char *last = part->tail + count - length - 3;
    return memcmp(last, "</", 2) == 0 && memcmp(last + 2, name + 1, length) == 0 && last[length + 2] == '>';
}

/// How long the rows of a sheet are: none stand in an element that is empty.
static uint64_t rows_size(const struct part *part) {
    if (part->rows_begin.found == 0 || part->rows_end.found == 0) return 0;
    return part->rows_end.found - strlen(part->rows_end.tag) - part->rows_begin.found;
}

static int unpack(struct part *part, const uint8_t *packed, size_t packed_size) {
    char buffer[1 << 14];
    z_stream stream = {.next_in = (Bytef *)packed, .avail_in = (uInt)packed_size};
    if (library.inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, (int)sizeof stream) != Z_OK) return 0;
    int status = Z_OK;
    while (status == Z_OK) {
        stream.next_out = (Bytef *)buffer;
        stream.avail_out = sizeof buffer;
        status = library.inflate(&stream, Z_NO_FLUSH);
        keep(part, buffer, sizeof buffer - stream.avail_out);
    }
    library.inflateEnd(&stream);
    return status == Z_STREAM_END;
}

int steerco_workbook_is_whole(const uint8_t *bytes, size_t count, const uint64_t *rows, size_t sheets) {
    static const char sheet_name[] = "xl/worksheets/sheet";
    if (count < end_record || memcmp(bytes + count - end_record, "PK\5\6", 4) != 0) return 0;
    const uint8_t *end = bytes + count - end_record;
    size_t at = number(end + 16, 4), sheet = 0;
    for (size_t entries = number(end + 10, 2); entries > 0; entries--) {
        if (at + entry_record > count || memcmp(bytes + at, "PK\1\2", 4) != 0) return 0;
        const uint8_t *entry = bytes + at;
        size_t packed_size = number(entry + 20, 4), local = number(entry + 42, 4), name_size = number(entry + 28, 2);
        if (number(entry + 10, 2) != deflated || local + local_record > count) return 0;
        size_t start = local + local_record + number(bytes + local + 26, 2) + number(bytes + local + 28, 2);
        if (start > count || packed_size > count - start || at + entry_record + name_size > count) return 0;
        struct part part = {.rows_begin = {.tag = "<sheetData>"}, .rows_end = {.tag = "</sheetData>"}};
        if (!unpack(&part, bytes + start, packed_size) || !is_closed(&part)) return 0;
        // The parts of the sheets stand in the sheets' order.
        if (name_size > sizeof sheet_name && memcmp(entry + entry_record, sheet_name, sizeof sheet_name - 1) == 0)
            if (sheet == sheets || rows[sheet++] != rows_size(&part)) return 0;
        at += entry_record + name_size + number(entry + 30, 2) + number(entry + 32, 2);
    }
    return sheet == sheets;
}
