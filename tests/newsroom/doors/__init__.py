"""Every door to the public: who tries it, and that nothing unapproved comes out."""
