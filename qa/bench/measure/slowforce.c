/* Makes each force of a program take FORCE_US microseconds longer, as on a slower disk. For LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int later(const char *name, int file) {
    usleep(atoi(getenv("FORCE_US")));
    return ((int (*)(int)) dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) {
    return later("fsync", file);
}

int fdatasync(int file) {
    return later("fdatasync", file);
}
