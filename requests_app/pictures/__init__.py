"""Pictures of what came, as numbers for a template to draw: solid is produced, hollow is proven and
missing, hatched is withheld. Pure."""
