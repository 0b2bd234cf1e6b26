"""What comes in and goes out over HTTP, by feature. Local times are naive, in the zone beside them; `…_at` is UTC."""
