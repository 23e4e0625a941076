"""The program in the box: a loudspeaker or a board that acts on the signed manifest by its own clock."""

SOFTWARE = "loaxa-player/0.2"
