"""Who and where: the companies, sites, regions and minerals that a page names, known or not."""
