"""Tables of official figures → what they say of an industry: sizes, places, concentration, buyers, percentiles. Pure."""
