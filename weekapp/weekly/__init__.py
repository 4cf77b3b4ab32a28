"""What is on nearby, each week by mail: for an address and the four digits of a postcode."""
