"""An open home and what every use case stands on: who is signed in, what a transaction returns, who may, what is refused."""
