"""The one-shot jobs of docker-compose.yml: handing out secrets, settling the servers, furnishing the demo."""
