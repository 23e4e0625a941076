"""Ten thousand steps of people, workers and clocks in whatever order."""
