"""What writes: the one writer, the merge of changes into rows, the stamps beside them, and erasure."""
