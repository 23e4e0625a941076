"""The station's keys: the root on paper, dated online keys, the list that certifies them."""
