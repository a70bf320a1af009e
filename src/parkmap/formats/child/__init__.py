"""What runs alone, in a process that may be killed: it opens foreign files and repairs shapes.

A child is told one task and one order, and answers in lines of JSON on its output: progress, or why
it refused. What it read it leaves in the folder that the order names. Nothing of it is imported
elsewhere.
"""
