"""What a process of ours is told that works beside others like it, one on each processor."""

ALONE = {"OPENBLAS_NUM_THREADS": "1"}
"""Environment in which numpy's products of matrices stay within one thread: several would wait for each other forty
times as long as products as small as ours take, and the last bit of a sum would depend on how many they are."""
