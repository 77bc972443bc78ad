"""Pages of several views, and one row of a list opened over them."""
