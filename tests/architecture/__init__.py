"""Tests of the house itself: imports, sizes, the one writer of status, translations, documents."""
