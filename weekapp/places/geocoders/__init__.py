"""The four geocoders behind the port: our own gazetteer, PDOK, Nominatim and Photon."""
