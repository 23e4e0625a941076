"""Minutes on the air with real processes, while lines are cut, programs killed and clocks turned: what was heard?"""
