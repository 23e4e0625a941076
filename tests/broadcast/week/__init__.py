"""A week of a station on paper, at speed: people, storms, wrong clocks, and boxes that decide as real ones do."""
