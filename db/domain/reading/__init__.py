"""Reading written addresses: free text becomes elements, each with the place where it stands."""
