"""The register (址库) and its rules: domain, schema, store, services, migrations. Never Qt, never a file format."""
