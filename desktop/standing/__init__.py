"""Where the store belongs and by which clock it works: 副本与接管, 本机时间."""
