"""Enrolment of devices, the device API, heartbeats and receipts."""
