"""The main job from end to end on a sample: lists in, verified plates and a merged package out."""
