"""XML trees: parsed safely, taken apart, grown, and what is remarked of them."""
