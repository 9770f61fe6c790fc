/* Preloaded into a program: a file whose path ends in FAULT_FILE cannot be read beyond byte FAULT_AT. With FAULT_ONCE,
   that happens once, while the file of that name is there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST 4096

static char faulty[MOST];

static int noted(const char *path, int number) {
  const char *name = getenv("FAULT_FILE");
  size_t all = strlen(path), end = name ? strlen(name) : 0;
  if (number >= 0 && number < MOST) faulty[number] = name && all >= end && !strcmp(path + all - end, name);
  return number;
}

#define OPENING(symbol)                              \
  int symbol(const char *path, int flags, ...) {     \
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #symbol); \
    va_list more;                                    \
    va_start(more, flags);                           \
    int mode = va_arg(more, int);                    \
    va_end(more);                                    \
    return noted(path, real(path, flags, mode));     \
  }
OPENING(open)
OPENING(open64)

ssize_t read(int number, void *into, size_t count) {
  ssize_t (*real)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  if (number >= 0 && number < MOST && faulty[number]) {
    long left = atol(getenv("FAULT_AT")) - (long)lseek(number, 0, SEEK_CUR);
    const char *once = getenv("FAULT_ONCE");
    if (left <= 0 && (!once || !unlink(once))) {
      errno = EIO;
      return -1;
    }
    if (left > 0 && count > (size_t)left) count = left;
  }
  return real(number, into, count);
}
