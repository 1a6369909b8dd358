// libedit's readline interface: the prompt's history, line editing and completion.
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <editline/readline.h>

// The library keeps its state in globals, which Swift may not touch: these functions do.
typedef char *(*steerco_generator)(const char *word, int state);

static inline steerco_generator *steerco_generator_slot(void) {
    static steerco_generator slot;
    return &slot;
}

static inline char **steerco_complete(const char *word, int start, int end) {
    (void)start;
    (void)end;
    rl_attempted_completion_over = 1;
    return rl_completion_matches(word, *steerco_generator_slot());
}

static inline void steerco_set_completion(steerco_generator generator) {
    *steerco_generator_slot() = generator;
    rl_attempted_completion_function = steerco_complete;
}

/// The line as typed so far.
static inline const char *steerco_line(void) { return rl_line_buffer ? rl_line_buffer : ""; }
