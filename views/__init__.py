"""One Streamlit page a module."""
