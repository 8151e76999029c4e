"""Reading official files: records, values, and what is wrong with them."""
