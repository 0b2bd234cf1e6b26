"""Identity's rules: who somebody is, which roles they hold where, how they prove it, who teaches whom."""
