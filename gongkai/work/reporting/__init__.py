"""The reporting office: the annual report on disclosure, compiled, frozen, published."""
