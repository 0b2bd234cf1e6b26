"""A provider of any size, believable and the same every time, written straight into every service's database.

What owners keep is made by their own rules and mapped by their own `documents`; what readers keep is made by delivering
the owners' events to the readers' own subscriptions, on memory. So nothing here knows what a reader stores.
"""
