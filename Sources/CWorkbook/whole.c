// Whether a workbook was written to its end. libxlsxwriter gathers each part in a temporary file and does not ask whether
// that could be written: on a full disk it makes a sound zip of parts that break off. Each part is XML, so it is whole
// when the element it begins with is closed by its last bytes.
#include "loaded.h"
#include <string.h>

enum { head_size = 512, tail_size = 64, end_record = 22, entry_record = 46, local_record = 30, deflated = 8 };

static size_t number(const uint8_t *bytes, int width) {
    size_t value = 0;
    for (int index = width; index-- > 0;) value = value << 8 | bytes[index];
    return value;
}

static int is_closed(const char *head, size_t head_count, const char *tail, size_t tail_count) {
    const char *end = head + head_count;
    const char *name = head;
    while (name + 1 < end && (name[0] != '<' || name[1] == '?')) name++;
    size_t length = 0;
    while (name + 1 + length < end && name[1 + length] != ' ' && name[1 + length] != '>') length++;
    while (tail_count > 0 && (uint8_t)tail[tail_count - 1] <= ' ') tail_count--;
    if (length == 0 || tail_count < length + 3) return 0;
    const char *last = tail + tail_count - length - 3;
    return memcmp(last, "</", 2) == 0 && memcmp(last + 2, name + 1, length) == 0 && last[length + 2] == '>';
}

/// Unpacks a part and keeps only how it begins and ends.
static int is_whole_part(const uint8_t *packed, size_t packed_size) {
    char head[head_size], tail[tail_size], buffer[1 << 14];
    size_t head_count = 0, tail_count = 0;
    z_stream stream = {.next_in = (Bytef *)packed, .avail_in = (uInt)packed_size};
    if (library.inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, (int)sizeof stream) != Z_OK) return 0;
    int status = Z_OK;
    while (status == Z_OK) {
        stream.next_out = (Bytef *)buffer;
        stream.avail_out = sizeof buffer;
        status = library.inflate(&stream, Z_NO_FLUSH);
        size_t count = sizeof buffer - stream.avail_out;
        size_t first = count < head_size - head_count ? count : head_size - head_count;
        memcpy(head + head_count, buffer, first);
        head_count += first;
        size_t fresh = count < tail_size ? count : tail_size;
        size_t kept = tail_count < tail_size - fresh ? tail_count : tail_size - fresh;
        memmove(tail, tail + tail_count - kept, kept);
        memcpy(tail + kept, buffer + count - fresh, fresh);
        tail_count = kept + fresh;
    }
    library.inflateEnd(&stream);
    return status == Z_STREAM_END && is_closed(head, head_count, tail, tail_count);
}

int steerco_workbook_is_whole(const uint8_t *bytes, size_t count) {
    if (count < end_record || memcmp(bytes + count - end_record, "PK\5\6", 4) != 0) return 0;
    const uint8_t *end = bytes + count - end_record;
    size_t entries = number(end + 10, 2), at = number(end + 16, 4);
    for (; entries > 0; entries--) {
        if (at + entry_record > count || memcmp(bytes + at, "PK\1\2", 4) != 0) return 0;
        const uint8_t *entry = bytes + at;
        size_t packed_size = number(entry + 20, 4), local = number(entry + 42, 4);
        if (number(entry + 10, 2) != deflated || local + local_record > count) return 0;
        size_t start = local + local_record + number(bytes + local + 26, 2) + number(bytes + local + 28, 2);
        if (start > count || packed_size > count - start || !is_whole_part(bytes + start, packed_size)) return 0;
        at += entry_record + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2);
    }
    return 1;
}
