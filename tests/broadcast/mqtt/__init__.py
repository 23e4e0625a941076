"""Rings by MQTT: a real Mosquitto, set up as the guide says, between the doorbell's process and boxes."""
