"""What one version has and another has not."""
