// libedit's readline interface: the prompt's history, line editing and completion.
#pragma once
#include <editline/readline.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// The library keeps its state in globals, which Swift may not touch: these functions do.
typedef char *(*steerco_generator)(const char *word, int state);

static inline steerco_generator *steerco_generator_slot(void) {
    static steerco_generator slot;
    return &slot;
}

static inline int *steerco_end_slot(void) {
    static int slot;
    return &slot;
}

/// Where the word that is being completed ends in the line.
static inline int steerco_completed_end(void) { return *steerco_end_slot(); }

static inline char **steerco_complete(const char *word, int start, int end) {
    (void)start;
    *steerco_end_slot() = end;
    rl_attempted_completion_over = 1;
    return rl_completion_matches(word, *steerco_generator_slot());
}

/// Completes words, which only spaces part: `@bo` and `due:` are whole.
static inline void steerco_set_completion(steerco_generator generator) {
    *steerco_generator_slot() = generator;
    rl_attempted_completion_function = steerco_complete;
    rl_basic_word_break_characters = " \t\n";
    rl_special_prefixes = "";
}

/// A key is followed by its value, every other word by a space.
static inline void steerco_end_completion_with_space(int wanted) { rl_completion_append_character = wanted ? ' ' : 0; }

/// The line as typed so far.
static inline const char *steerco_line(void) { return rl_line_buffer ? rl_line_buffer : ""; }

/// Where Ctrl-C is told to the thread that reads, whichever thread the signal came to.
static inline int *steerco_interrupt_pipe(void) {
    static int ends[2] = {-1, -1};
    return ends;
}

static inline void steerco_interrupted(int signal) {
    (void)signal;
    int before = errno;
    ssize_t told = write(steerco_interrupt_pipe()[1], "", 1);
    (void)told;
    errno = before;
}

/// Takes the Ctrl-C that ended a line, if one did.
static inline int steerco_take_interrupt(void) {
    struct pollfd told = {steerco_interrupt_pipe()[0], POLLIN, 0};
    char byte;
    if (poll(&told, 1, 0) <= 0 || read(told.fd, &byte, 1) != 1) return 0;
    // What was typed and not yet read goes too, as the terminal does it for the key.
    tcflush(STDIN_FILENO, TCIFLUSH);
    return 1;
}

/// The next byte typed; -1 at the end and at Ctrl-C.
static inline int steerco_byte(FILE *input) {
    struct pollfd waits[2] = {{fileno(input), POLLIN, 0}, {steerco_interrupt_pipe()[0], POLLIN, 0}};
    while (poll(waits, 2, -1) < 0) {
        if (errno != EINTR) return -1;
    }
    unsigned char byte;
    if (waits[1].revents || read(waits[0].fd, &byte, 1) != 1) return -1;
    return byte;
}

/// The next character typed, decoded from UTF-8, U+FFFD for bytes that are none; -1 at the end and at Ctrl-C.
static inline int steerco_character(FILE *input) {
    static int kept = -1;
    int byte = kept >= 0 ? kept : steerco_byte(input);
    kept = -1;
    if (byte < 0x80) return byte;
    int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    if (byte < 0xC2 || byte > 0xF4) return 0xFFFD;
    int scalar = byte & (0x3F >> more);
    for (int left = more; left > 0; left--) {
        byte = steerco_byte(input);
        if (byte < 0) return -1;
        if ((byte & 0xC0) != 0x80) {
            // It begins something else: an Enter is not swallowed.
            kept = byte;
            return 0xFFFD;
        }
        scalar = scalar << 6 | (byte & 0x3F);
    }
    int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    return scalar < least || scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000) ? 0xFFFD : scalar;
}

/// Makes the library read UTF-8, and end a line at Ctrl-C without ending the process.
static inline void steerco_prepare_terminal(void) {
    // Without a locale of UTF-8 the library drops every character that is not ASCII.
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
    if (pipe(steerco_interrupt_pipe()) != 0) return;
    rl_getc_function = steerco_character;
    signal(SIGINT, steerco_interrupted);
    // Whoever started the process may have held the signal back.
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGINT);
    pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
}
