"""What the map is made of on the server: the constant Folium shell and the vector tiles."""
