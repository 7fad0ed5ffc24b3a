"""What earlier runs found, kept between runs; it saves time and is never trusted with a verdict."""
