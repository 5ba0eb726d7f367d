"""The pages: routes and frame, views, components, session. With app.py the only Streamlit."""
