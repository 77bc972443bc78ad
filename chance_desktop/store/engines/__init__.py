"""The two engines, SQLCipher for a poste and PostgreSQL for the desks of the Region, and what is asked of both."""
