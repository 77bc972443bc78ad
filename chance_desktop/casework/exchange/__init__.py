"""What leaves for the other postes and what comes from them."""
