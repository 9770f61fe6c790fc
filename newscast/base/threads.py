"""What a process of ours is told that works beside others like it, one on each processor."""

ALONE = {
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}
"""Environment in which numpy's products of matrices stay within one thread: several would wait for each other forty
times as long as products as small as ours take, and the last bit of a sum would depend on how many they are.

And in which the C library takes memory anew only for blocks of more than 32 MiB, and keeps up to 64 MiB of what is
freed: otherwise each block of sound is a fresh piece of memory, which the system clears page by page, and takes back.
"""
