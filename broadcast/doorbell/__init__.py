"""Devices wait here for news: one small asyncio process that knows no database; what it says costs a look at most."""
