"""All components on one page, for who makes the site: made of what pages are made of."""
