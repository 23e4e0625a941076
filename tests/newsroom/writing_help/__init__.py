"""Tests of what helps while somebody writes."""
