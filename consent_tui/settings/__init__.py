"""A clinic's settings: `clinic.toml` becomes frozen `Settings`; every wrong line of it is named."""
