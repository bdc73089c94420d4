"""Major decisions in public: consultation, opinions, drawing of representatives, feedback."""
