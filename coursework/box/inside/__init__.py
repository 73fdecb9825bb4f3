"""What enters the sandbox: the programs that run students' code there, and the wire format that both sides speak.

This folder is the trust boundary. The box sees all of it and a student may read all of it, and of the rest of the
project the box sees only the explicit list in `coursework.box.sandbox`. So nothing here may hold a secret, decide a
mark or import anything but Python, NumPy and its neighbours; what it answers is believed by nobody outside.
"""
